"""What a letter may see, one subject a file: records in, plain words out. `render.view` puts them together."""
