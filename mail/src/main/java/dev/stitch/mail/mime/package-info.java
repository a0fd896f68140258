/**
 * Mail as RFC 5322 has it: what came in is read into what journeys need of it, what goes out is
 * written. Pure; uses Jakarta Mail and jsoup.
 */
package dev.stitch.mail.mime;
