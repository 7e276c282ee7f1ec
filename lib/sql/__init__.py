"""The SQL: one select a file, the file's name is the relation's, the first line its grain."""
