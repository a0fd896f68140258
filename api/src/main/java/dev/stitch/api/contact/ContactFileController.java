package dev.stitch.api.contact;

import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.contact.ContactActivity;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactStatus;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;

/** Routes of contacts as CSV files. */
@Tag(name = "Contacts")
@Controller("/api/contacts")
class ContactFileController {

  private final ContactImport importer;
  private final ContactExport exporter;

  ContactFileController(ContactImport importer, ContactExport exporter) {
    this.importer = importer;
    this.exporter = exporter;
  }

  @Post("/import")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "importContacts", summary = "Imports contacts from CSV")
  @Consumes("text/csv")
  ImportResult read(
      @Body InputStream csv,
      @Header(HttpHeaders.CONTENT_TYPE) MediaType type,
      @Parameter(
              description =
                  "A line of CSV that says what the columns hold, instead of the header: a field, an"
                      + " attribute, or nothing for a column that is left out")
          @Nullable
          @QueryValue
          String columns,
      @Parameter(description = "What becomes of people who are known; update without it")
          @Nullable
          @QueryValue
          KnownPeople known,
      HttpRequest<?> request) {
    return importer.read(
        csv, type, columns, known == null ? KnownPeople.UPDATE : known, Caller.of(request).actor());
  }

  @Post("/import/preview")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "previewImport",
      summary = "Tells what the columns of a CSV file probably hold")
  @Consumes("text/csv")
  ImportPreview preview(@Body InputStream csv, @Header(HttpHeaders.CONTENT_TYPE) MediaType type) {
    return importer.preview(csv, type);
  }

  @Get("/export")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "exportContacts", summary = "Exports contacts as CSV")
  @Produces("text/csv; charset=utf-8")
  HttpResponse<InputStream> write(
      @Nullable @QueryValue String q,
      @Nullable @QueryValue ContactStatus status,
      @Nullable @QueryValue String tag,
      @Nullable @QueryValue String email,
      @Nullable @QueryValue String lifecycleStage,
      @Nullable @QueryValue String company,
      @Nullable @QueryValue String attribute,
      @Nullable @QueryValue ContactActivity activity) {
    ContactFilter filter =
        new ContactFilter(q, status, tag, email, lifecycleStage, company, attribute, activity);
    return HttpResponse.ok(exporter.write(filter))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"contacts.csv\"");
  }
}
