"""The only code that knows Streamlit, pages aside. Must not query, nor know an export."""
