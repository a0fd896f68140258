package dev.stitch.activities.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * The pages that blueprints lead to, so that they work without a network. Their hosts are below
 * {@code .example}, which is nobody's (RFC 2606): no page of the web is hidden by them.
 */
final class SamplePages {

  private static final Set<String> HOSTS = Set.of("sharp-ceramics.example");

  private SamplePages() {}

  /** The page of a host, whatever its path; empty where it is for the network to answer. */
  static Optional<FetchedPage> find(HttpUrl url) {
    if (!HOSTS.contains(url.host())) {
      return Optional.empty();
    }
    try (InputStream page =
        SamplePages.class.getResourceAsStream("/sample-pages/" + url.host() + ".html")) {
      return Optional.of(
          new FetchedPage(new String(page.readAllBytes(), StandardCharsets.UTF_8), url.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("the sample page of " + url.host(), e);
    }
  }
}
