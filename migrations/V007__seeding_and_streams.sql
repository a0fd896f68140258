-- What seeding and streams need: ids made where the rows are, and the order in which a stream is read.

-- A UUIDv7: 48 bits of milliseconds, version, variant, and random bits.
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
SELECT encode(
    set_bit(
        set_bit(
            overlay(
                uuid_send(gen_random_uuid())
                PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                FROM 1 FOR 6),
            52, 1),
        53, 1),
    'hex')::uuid
$$;

-- Readers follow the order of transactions: an id alone may become visible after a higher one was read.
CREATE INDEX stream_events_order ON stream_events (xid, id);
