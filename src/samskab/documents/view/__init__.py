"""What a letter may see, one subject a file; `documents.view.letter` puts them together."""
