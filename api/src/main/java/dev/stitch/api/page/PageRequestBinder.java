package dev.stitch.api.page;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.Optional;

/** Gives a controller's argument of type {@link PageRequest} its value from the query. */
@Singleton
public class PageRequestBinder implements TypedRequestArgumentBinder<PageRequest> {

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
            number(query, "page", 1).min(BigInteger.valueOf(PageRequest.MAX_PAGE)).longValue(),
            pageSize(query),
            text(query, "sort"),
            text(query, "q"));
    return () -> Optional.of(request);
  }

  private static int pageSize(HttpParameters query) {
    BigInteger size = number(query, "pageSize", PageRequest.DEFAULT_PAGE_SIZE);
    if (size.compareTo(BigInteger.valueOf(PageRequest.MAX_PAGE_SIZE)) > 0) {
      throw ApiProblem.unreadable(
          "/pageSize", "must be at most " + PageRequest.MAX_PAGE_SIZE + ", not " + size);
    }
    return size.intValue();
  }

  private static BigInteger number(HttpParameters query, String name, int otherwise) {
    String value = text(query, name);
    if (value == null) {
      return BigInteger.valueOf(otherwise);
    }
    if (!value.matches("0*[1-9][0-9]{0,99}")) {
      throw ApiProblem.unreadable("/" + name, "must be a whole number from 1");
    }
    return new BigInteger(value);
  }

  private static String text(HttpParameters query, String name) {
    String value = query.get(name);
    if (value != null && value.indexOf('\0') >= 0) {
      throw ApiProblem.unreadable("/" + name, "must not hold a NUL character");
    }
    return value == null || value.isBlank() ? null : value.strip();
  }
}
