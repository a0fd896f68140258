package dev.stitch.api.openapi;

import dev.stitch.api.security.Open;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * Serves the API's description, as a document and as a page to read; nothing comes from outside.
 */
@Hidden
@Controller
class OpenApiController {

  /** The viewer sets styles from its script; scripts themselves come from here only. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private final Reference reference;

  OpenApiController(Reference reference) {
    this.reference = reference;
  }

  @Get("/openapi.json")
  @Open(because = "describes the program and holds no data")
  @Produces(MediaType.APPLICATION_JSON)
  byte[] document() {
    return reference.document();
  }

  @Get("/docs")
  @Open(because = "describes the program and holds no data")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page() {
    return HttpResponse.ok(reference.page()).header("Content-Security-Policy", POLICY);
  }

  @Get("/docs/{asset}")
  @Open(because = "describes the program and holds no data")
  HttpResponse<byte[]> asset(String asset) {
    Reference.Source found = reference.asset(asset);
    return HttpResponse.ok(reference.content(found.resource()))
        .contentType(found.type())
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
  }
}
