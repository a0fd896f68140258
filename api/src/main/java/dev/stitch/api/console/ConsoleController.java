package dev.stitch.api.console;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.Open;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/**
 * Routes of the console. Its own addresses all answer the same page, whose script shows what the
 * address means; at any other the page says, to a browser, that nothing is there ({@link
 * UnknownPages}).
 */
@Hidden
@Controller
@Produces(MediaType.ALL)
class ConsoleController {

  private static final String NOT_BUILT =
      """
      The console is not part of this build: it needs Node.js 20.19 or newer with npm.
      Install it and start ./stitch up again. The API works without, see /docs.
      """;

  private final ConsoleFiles files;

  ConsoleController(ConsoleFiles files) {
    this.files = files;
  }

  @Open(because = "files of the console hold no data, and it signs people in")
  @Get(
      uris = {
        "/",
        "/{section:contacts|content|workflows|inbox|mailbox|settings|help|signin}{/path:.*}",
      })
  HttpResponse<?> page(HttpRequest<?> request) {
    return files.isBuilt()
        ? file(ConsoleFiles.PAGE, request)
        : HttpResponse.status(HttpStatus.NOT_FOUND)
            .body(NOT_BUILT)
            .contentType(MediaType.TEXT_PLAIN_TYPE);
  }

  @Open(because = "files of the console hold no data, and it signs people in")
  @Get(uris = {"/assets/{name}"})
  HttpResponse<?> asset(String name, HttpRequest<?> request) {
    return file("assets/" + name, request);
  }

  @Open(because = "files of the console hold no data, and it signs people in")
  @Get(uris = {"/{name:color-scheme.js|favicon.svg}"})
  HttpResponse<?> rootFile(String name, HttpRequest<?> request) {
    return file(name, request);
  }

  /** Addresses as earlier documents give them: the same pages under {@code /dashboard}. */
  @Open(because = "files of the console hold no data, and it signs people in")
  @Get(uris = {"/dashboard{/path:.*}"})
  HttpResponse<?> moved(HttpRequest<?> request) {
    URI address = request.getUri();
    // One slash at the beginning: two would name another host.
    String target = "/" + address.getRawPath().replaceFirst("^/+dashboard/*", "");
    String query = address.getRawQuery();
    return HttpResponse.redirect(URI.create(query == null ? target : target + "?" + query));
  }

  private HttpResponse<?> file(String name, HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    return files
        .find(name, headers.get(HttpHeaders.ACCEPT_ENCODING, String.class, ""))
        .orElseThrow(() -> ApiProblem.missing("There is nothing at " + request.getPath() + "."))
        .answer(headers.get(HttpHeaders.IF_NONE_MATCH, String.class, ""));
  }
}
