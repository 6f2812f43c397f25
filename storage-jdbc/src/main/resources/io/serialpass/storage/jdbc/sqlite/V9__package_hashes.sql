-- Conventions as in V1.

-- The SHA-256 of the package that was uploaded for the pass, in hexadecimal digits; NULL where none was, and where it was
-- uploaded before this version. It is not in pass_package: there, SQLite would read all of the package to find it.
ALTER TABLE pass ADD COLUMN package_hash TEXT;
