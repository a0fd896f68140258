package dev.stitch.api.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A file of the console in one of its forms.
 *
 * @param name its path inside the console
 * @param content its bytes in this form; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ConsoleFile(String name, ContentForm form, byte[] content) {

  private static final String HASHED_FOLDER = "assets/";

  /** Files under this folder carry their hash in their name, so they never change. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final String ASK_EACH_TIME = "no-cache";

  /**
   * Own scripts only. Styles may be inline: the components set sizes and colours that way, and a
   * style cannot act. Mails are shown in a frame of their own without any rights.
   */
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "worker-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "frame-src 'self'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  /**
   * The answer to a request for it.
   *
   * @param known the client's {@code If-None-Match}, empty when it has no copy
   */
  MutableHttpResponse<byte[]> answer(String known) {
    MutableHttpResponse<byte[]> response =
        known.contains(tag()) ? HttpResponse.notModified() : HttpResponse.ok(content);
    response
        .contentType(MediaType.forFilename(name))
        .header(HttpHeaders.ETAG, tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header(
            HttpHeaders.CACHE_CONTROL, name.startsWith(HASHED_FOLDER) ? FOR_EVER : ASK_EACH_TIME)
        .header("Content-Security-Policy", POLICY);
    if (form != ContentForm.PLAIN) {
      response.header(HttpHeaders.CONTENT_ENCODING, form.encoding());
    }
    return response;
  }

  private String tag() {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return '"' + HexFormat.of().toHexDigits((int) sum.getValue()) + form.suffix() + '"';
  }
}
