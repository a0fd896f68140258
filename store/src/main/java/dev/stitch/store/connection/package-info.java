/**
 * Stored credentials for what flows call, table {@code platform_accounts}. Secrets go in sealed and
 * come out only by {@code ConnectionRepository.secret}, which activities alone call.
 */
package dev.stitch.store.connection;
