"""Charts: a DataFrame in, a plotly Figure out. Pure: no Streamlit, no files, no clock, no query."""
