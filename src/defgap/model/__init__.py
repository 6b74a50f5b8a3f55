"""The formal model: concepts, formulas, stories, offences and their notation, as pure values."""
