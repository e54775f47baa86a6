ALTER TABLE batch NO FORCE ROW LEVEL SECURITY;
ALTER TABLE batch_row NO FORCE ROW LEVEL SECURITY;
ALTER TABLE approval_request NO FORCE ROW LEVEL SECURITY;

-- Each row of a list says its seat type: what the list said for all of them goes to its rows, and to what holds where a row says nothing.
-- None of them has had an end.
UPDATE batch_row SET details = jsonb_set(
    batch_row.details,
    '{terms}',
    batch_row.details->'terms' || jsonb_build_object('seatType', batch.seat_type, 'end', null)
  )
  FROM batch
  WHERE batch.account_id = batch_row.account_id AND batch.id = batch_row.batch_id AND batch_row.details ? 'terms';
UPDATE batch SET details = jsonb_set(
    details,
    '{upload,defaults}',
    details->'upload'->'defaults' || jsonb_build_object('seatType', seat_type, 'end', null)
  )
  WHERE state = 'fetching';
UPDATE batch SET details = details || '{"consent": null}' WHERE state = 'inviting';

-- A request says which policy was applied to each seat type in it, and the seat type of each of its people.
UPDATE approval_request SET policy = (policy - 'mode' - 'version') || jsonb_build_object('applied', jsonb_build_array(
    jsonb_build_object('seatType', subject->'seatType', 'mode', policy->'mode', 'version', policy->'version')
  ));
UPDATE approval_request SET subject = (subject - 'seatType') || jsonb_build_object('people', (
    SELECT coalesce(jsonb_agg(person || jsonb_build_object('seatType', subject->'seatType')), '[]')
      FROM jsonb_array_elements(subject->'people') AS person
  ))
  WHERE subject->>'kind' = 'bulk';

SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE batch DROP COLUMN seat_type;
ALTER TABLE batch FORCE ROW LEVEL SECURITY;
ALTER TABLE batch_row FORCE ROW LEVEL SECURITY;
ALTER TABLE approval_request FORCE ROW LEVEL SECURITY;
