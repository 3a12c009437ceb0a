"""The data of templates, one subject a module: records in, typed views with words in one language out."""
