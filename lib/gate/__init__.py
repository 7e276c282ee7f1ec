<<<<<<< HEAD
"""In front of Streamlit: the gate that every request passes, and the server that puts it up."""
=======
"""What stands between the network and the pages."""
>>>>>>> escape
