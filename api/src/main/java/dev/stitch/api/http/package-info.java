/**
 * What holds for every route: how JSON is read and written, which hosts and origins are served, and
 * the headers of every response.
 */
package dev.stitch.api.http;
