package dev.stitch.api.console;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.util.regex.Pattern;

/**
 * Lets the console say that a page is not there, to whoever follows a wrong link in a browser. It
 * stays a 404; programs, and addresses of programs, get the problem as JSON.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class UnknownPages implements Ordered {

  /** Addresses that only programs ask for, or the console for its files. */
  private static final Pattern OF_PROGRAMS = Pattern.compile("/+(api|mcp|assets)(/.*)?");

  private final ConsoleFiles files;

  UnknownPages(ConsoleFiles files) {
    this.files = files;
  }

  /** Inside of what secures the response, so that the page keeps a policy of its own. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.LAST.order();
  }

  @ResponseFilter
  MutableHttpResponse<?> page(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (!isUnknownPage(request, response)) {
      return response;
    }
    String encodings = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING, String.class, "");
    return files
        .find(ConsoleFiles.PAGE, encodings)
        .<MutableHttpResponse<?>>map(page -> page.answer("").status(HttpStatus.NOT_FOUND))
        .orElse(response);
  }

  private static boolean isUnknownPage(HttpRequest<?> request, MutableHttpResponse<?> response) {
    return response.code() == HttpStatus.NOT_FOUND.getCode()
        && request.getMethod() == HttpMethod.GET
        && request.accept().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals)
        && RouteAttributes.getRouteMatch(request).isEmpty()
        && !OF_PROGRAMS.matcher(request.getPath()).matches();
  }
}
