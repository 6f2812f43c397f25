-- Conventions as in V1.

-- Who made the change, as ActorColumn writes it; NULL for devices, work in the background, and what happened before.
ALTER TABLE event ADD COLUMN actor TEXT;
