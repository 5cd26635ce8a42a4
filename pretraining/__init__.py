"""Makes models/ from any folder in WIDER FACE's layout. `python -m pretraining --help` lists the stages."""
