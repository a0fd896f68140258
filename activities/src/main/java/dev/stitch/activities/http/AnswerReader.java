package dev.stitch.activities.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.BufferedSource;

/** Reads an answer into what a step's output can hold. */
final class AnswerReader {

  /** Longest body taken, in bytes after decompression. */
  static final int MAX_BODY = 1 << 20;

  private AnswerReader() {}

  static HttpAnswer read(Response response) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(MAX_BODY + 1L)) {
      return new HttpAnswer(
          response.request().url(),
          response.code(),
          headers(response),
          JsonNodeFactory.instance.nullNode(),
          true);
    }
    MediaType type = response.body().contentType();
    Charset charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
    String text = source.readString(charset == null ? StandardCharsets.UTF_8 : charset);
    return new HttpAnswer(
        response.request().url(), response.code(), headers(response), body(type, text), false);
  }

  private static JsonNode body(MediaType type, String text) {
    if (text.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (type != null && (type.subtype().equals("json") || type.subtype().endsWith("+json"))) {
      try {
        return JsonCodec.MAPPER.readTree(text);
      } catch (JsonProcessingException e) {
        return TextNode.valueOf(text);
      }
    }
    return TextNode.valueOf(text);
  }

  private static Map<String, String> headers(Response response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(
            header ->
                headers.merge(
                    header.getFirst().toLowerCase(Locale.ROOT),
                    header.getSecond(),
                    (first, further) -> first + ", " + further));
    // A session with the other side is not the flow's to keep.
    headers.remove("set-cookie");
    return headers;
  }
}
