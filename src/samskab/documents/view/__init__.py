"""What a letter may see, one subject a file: records in, plain words out. `documents.view.letter` puts them together."""
