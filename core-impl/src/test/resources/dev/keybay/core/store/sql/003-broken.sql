INSERT INTO words VALUES ('three');
INSERT INTO nothing VALUES (1);
