"""The page, in Gradio: its components, its events, its sessions and its server."""
