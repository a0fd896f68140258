package dev.stitch.api.page;

import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives a controller's argument of type {@link PageRequest} its value from the query. */
@Singleton
public class PageRequestBinder implements TypedRequestArgumentBinder<PageRequest> {

  /** What to search for; alone of all parameters it may be empty, which finds everything. */
  static final String TEXT = "q";

  @Override
  public Argument<PageRequest> argumentType() {
    return Argument.of(PageRequest.class);
  }

  @Override
  public BindingResult<PageRequest> bind(
      ArgumentConversionContext<PageRequest> context, HttpRequest<?> source) {
    HttpParameters query = source.getParameters();
    PageRequest request =
        new PageRequest(
            number(query, "page", 1, PageRequest.MAX_PAGE),
            (int)
                number(query, "pageSize", PageRequest.DEFAULT_PAGE_SIZE, PageRequest.MAX_PAGE_SIZE),
            text(query, "sort"),
            text(query, TEXT));
    return () -> Optional.of(request);
  }

  private static long number(HttpParameters query, String name, long otherwise, long most) {
    String value = text(query, name);
    if (value == null) {
      return otherwise;
    }
    return WholeNumber.read("/" + name, value, most);
  }

  private static @Nullable String text(HttpParameters query, String name) {
    String value = query.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
