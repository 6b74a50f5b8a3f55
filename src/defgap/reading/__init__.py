"""The reader: statute text to the model. All language is data in grammars/<language>/."""
