package dev.stitch.store;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a record that Jackson reads, and whose column is jsonb. A statement is given
 * {@link Jsonb#column} instead: Data JDBC would take a tree for a list of parameters.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
@TypeDef(type = DataType.STRING, converter = JsonbColumn.Converter.class)
public @interface JsonbColumn {

  /** Between a value and its text; SQL NULL and JSON's null are null. */
  @Singleton
  final class Converter<T> implements AttributeConverter<T, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable T value, ConversionContext context) {
      return Jsonb.column(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T convertToEntityValue(@Nullable String text, ConversionContext context) {
      if (text == null) {
        return null;
      }
      return Jsonb.MAPPER.convertValue(
          Jsonb.parse(text),
          Jsonb.MAPPER.constructType(
              ((ArgumentConversionContext<T>) context).getArgument().asType()));
    }
  }
}
