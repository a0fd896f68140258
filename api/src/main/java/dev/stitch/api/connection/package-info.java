/**
 * Routes of connections, and which of them a flow needs. Secrets go in here and never come out;
 * workers use them, see {@code dev.stitch.activities.connection}.
 */
package dev.stitch.api.connection;
