ALTER TABLE corrections ADD COLUMN outside TEXT
