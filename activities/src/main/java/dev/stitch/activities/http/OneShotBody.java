package dev.stitch.activities.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;

/**
 * A body that OkHttp does not send twice: it repeats other requests by itself when the answer
 * invites it to. The content type is among the request's headers.
 */
final class OneShotBody extends RequestBody {

  private final ByteString bytes;

  OneShotBody(ByteString bytes) {
    this.bytes = bytes;
  }

  @Override
  public MediaType contentType() {
    return null;
  }

  @Override
  public long contentLength() {
    return bytes.size();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
