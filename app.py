"""The web page over the demo reports: ``python app.py``, or a host that imports ``demo``."""

from pathlib import Path

from qa.chat import build_chat, from_recipe, launch

demo = build_chat(from_recipe(Path(__file__).parent / "indexes" / "demo.toml"))
if __name__ == "__main__":
    launch(demo)
