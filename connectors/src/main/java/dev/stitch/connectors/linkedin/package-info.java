/**
 * The export of connections that LinkedIn gives its members, in every shape that has been seen.
 * Uses nothing of the other connectors, for LinkedIn has no API that tells connections; start at
 * {@code LinkedInExport}.
 */
package dev.stitch.connectors.linkedin;
