"""In front of Streamlit: the gate that every request passes, and the server that puts it up."""
