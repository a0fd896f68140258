package dev.stitch.api.authoring;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells people who click from programs that follow links in mail: scanners, previews, crawlers. A
 * program that says it is a browser is taken for one, so counts are upper bounds.
 */
final class Readers {

  /** CUBOT makes telephones. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?i)(?<!cu)bot|crawl|spider|slurp|scan|preview|prefetch|fetch|monitor|headless|proofpoint|mimecast"
              + "|barracuda|symantec|trendmicro|sophos|safelinks|linkcheck|facebookexternalhit"
              + "|whatsapp|curl|wget|python|java/|okhttp|go-http|libwww|httpclient|axios|node");

  private static final Pattern AHEAD = Pattern.compile("(?i)prefetch|preview|prerender");

  /** By these, browsers say that nobody has clicked yet. */
  private static final List<String> PURPOSES =
      List.of("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz");

  private Readers() {}

  static boolean isOne(HttpRequest<?> request) {
    String agent = request.getHeaders().get(HttpHeaders.USER_AGENT);
    return request.getMethod() == HttpMethod.GET
        && agent != null
        && !agent.isBlank()
        && !PROGRAM.matcher(agent).find()
        && PURPOSES.stream()
            .map(request.getHeaders()::get)
            .noneMatch(purpose -> purpose != null && AHEAD.matcher(purpose).find());
  }
}
