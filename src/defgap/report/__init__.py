"""Reports: findings and summaries as text, JSON and HTML; one module per format."""
