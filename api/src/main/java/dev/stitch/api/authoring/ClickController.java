package dev.stitch.api.authoring;

import dev.stitch.api.error.SecretPath;
import dev.stitch.api.security.Open;
import dev.stitch.store.authoring.TrackedLinkRepository;
import dev.stitch.store.authoring.TrackedLinks.Token;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * The links in mails whose clicks are counted. They lead to the address that the mail was sent with
 * and nowhere else, and need the database only. For recipients, so not among the routes of the API.
 */
@Hidden
@Controller("/c/{token}")
@Produces(MediaType.TEXT_PLAIN)
class ClickController {

  private final TrackedLinkRepository links;

  ClickController(TrackedLinkRepository links) {
    this.links = links;
  }

  @Get
  @SecretPath
  @Open(because = "recipients prove themselves by the token that their mail carried")
  HttpResponse<String> follow(HttpRequest<?> request, String token) {
    return Token.parse(token)
        .flatMap(
            read ->
                links
                    .find(read.linksId())
                    .flatMap(found -> found.url(read))
                    .map(url -> followed(request, read, url)))
        .orElseGet(
            () -> HttpResponse.notFound("This link is not known. Please look at the mail again."));
  }

  private HttpResponse<String> followed(HttpRequest<?> request, Token token, String url) {
    if (Readers.isOne(request)) {
      links.click(token.linksId(), token.index());
    }
    return HttpResponse.<String>status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, url)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Robots-Tag", "noindex, nofollow");
  }
}
