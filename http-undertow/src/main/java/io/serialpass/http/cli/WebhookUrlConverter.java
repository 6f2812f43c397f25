package io.serialpass.http.cli;

import io.serialpass.webhook.WebhookUrl;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a receiver. */
final class WebhookUrlConverter implements ITypeConverter<WebhookUrl> {

    @Override
    public WebhookUrl convert(String text) {
        try {
            return new WebhookUrl(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("it " + e.getMessage());
        }
    }
}
