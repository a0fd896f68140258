/**
 * What people allow at platforms: authorization codes with PKCE, tokens, and their renewal by one
 * worker at a time. Uses {@code http}, {@code failure} and the connections of {@code
 * dev.stitch.store}; start at {@code OAuthClient} and {@code StoredGrant}.
 */
package dev.stitch.connectors.oauth;
