-- Named people who share a part of a quote each have a line of their own; without a seat there is one line a part.
DROP INDEX charge_line_account_id_request_id_part_key;
CREATE UNIQUE INDEX charge_line_account_id_request_id_part_seat_id_key
  ON charge_line(account_id, request_id, part, seat_id) NULLS NOT DISTINCT;
