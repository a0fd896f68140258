package dev.stitch.api.console;

import dev.stitch.api.error.ApiProblem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.net.URI;

/**
 * Routes of the console. Its own addresses all answer the same page, whose script shows what the
 * address means; any other address outside the API is not there.
 */
@Controller
@Produces(MediaType.ALL)
class ConsoleController {

  private static final String PAGE = "index.html";

  private static final String NOT_BUILT =
      """
      The console is not part of this build: it needs Node.js 20.19 or newer with npm.
      Install it and start ./stitch up again. The API works without, see /docs.
      """;

  private final ConsoleFiles files;

  ConsoleController(ConsoleFiles files) {
    this.files = files;
  }

  @Get(
      uris = {
        "/",
        "/{section:contacts|workflows|inbox|mailbox|settings|help|signin}{/path:.*}",
      })
  HttpResponse<?> page(HttpRequest<?> request) {
    return files.isBuilt()
        ? file(PAGE, request)
        : HttpResponse.status(HttpStatus.NOT_FOUND)
            .body(NOT_BUILT)
            .contentType(MediaType.TEXT_PLAIN_TYPE);
  }

  @Get(uris = {"/assets/{name}"})
  HttpResponse<?> asset(String name, HttpRequest<?> request) {
    return file("assets/" + name, request);
  }

  @Get(uris = {"/{name:color-scheme.js|favicon.svg}"})
  HttpResponse<?> rootFile(String name, HttpRequest<?> request) {
    return file(name, request);
  }

  /** Addresses as earlier documents give them: the same pages under {@code /dashboard}. */
  @Get(uris = {"/dashboard{/path:.*}"})
  HttpResponse<?> moved(@Nullable String path, HttpRequest<?> request) {
    String query = request.getUri().getRawQuery();
    String target = "/" + (path == null ? "" : path);
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
