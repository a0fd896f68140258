package dev.stitch.store;

import io.micronaut.aop.InterceptorBinding;
import io.micronaut.aop.InterceptorKind;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface whose methods are one SQL statement each, written in {@code @Query} with named
 * parameters; Micronaut Data implements it when it is compiled.
 *
 * <p>Each method takes part in the surrounding transaction or commits alone, cleans the texts that
 * it is given, is done again after a deadlock and fails with {@link SqlFailure}, as the methods of
 * {@link Database} do. Default methods combine several statements and are atomic only inside of a
 * transaction. docs/decisions/0046 says which SQL belongs here.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JdbcRepository(dialect = Dialect.POSTGRES)
@InterceptorBinding(kind = InterceptorKind.AROUND)
public @interface RowRepository {}
