package io.serialpass.http.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The settings in a file, TOML 1.0: a key for each option, as it is called on the command line, without its dashes. A file in which
 * anything is not understood is refused as a whole. Immutable.
 */
final class ConfigurationFile {

    /** No file. */
    static final ConfigurationFile NONE = new ConfigurationFile(Optional.empty(), Map.of());

    private static final String OPTION = "--config";
    private static final String VARIABLE = "SERIALPASS_CONFIG";
    private static final long MOST_BYTES = 1 << 20;

    /** What the parser says of a key that is there twice. */
    private static final String DUPLICATE = "Duplicate key";

    private static final Pattern KEY = Pattern.compile("\\s*[\"']?([A-Za-z0-9_-]+)[\"']?\\s*=");

    private final Optional<Path> file;
    private final Map<String, String> values;

    private ConfigurationFile(Optional<Path> file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** A file that cannot be used. The message is a sentence that names it. */
    static final class UnusableConfigurationException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableConfigurationException(String message) {
            super(message);
        }
    }

    /**
     * The name of the file. It is looked for before the options are read, since it tells what they are.
     *
     * @param arguments the arguments of the program
     * @return the last one that is named, else that of the environment; empty for none
     */
    static Optional<String> named(String[] arguments) {
        Optional<String> name = GivenTexts.variable(VARIABLE);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                name = Optional.of(arguments[i].substring(OPTION.length() + 1));
            } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                name = Optional.of(arguments[i + 1]);
            }
        }
        return name.filter(given -> !given.isBlank());
    }

    /**
     * Reads a file.
     *
     * @param settings all that there is to set
     * @throws UnusableConfigurationException if it cannot be used
     */
    static ConfigurationFile read(Path file, List<Setting> settings) {
        Map<String, Setting> known = settings.stream().collect(Collectors.toMap(Setting::key, Function.identity()));
        Map<String, String> values = new HashMap<>();
        tree(file).properties().forEach(entry -> {
            Setting setting = known.get(entry.getKey());
            if (setting == null) {
                throw new UnusableConfigurationException("There is no setting '" + entry.getKey() + "' for " + file
                        + "; 'serialpass config' lists what there is.");
            }
            values.put(entry.getKey(), text(file, setting, entry.getValue()));
        });
        if (values.values().stream().anyMatch(Setting::hasPassword)) {
            PrivateFiles.requirePrivate(file);
        }
        return new ConfigurationFile(Optional.of(file), Map.copyOf(values));
    }

    private static JsonNode tree(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableConfigurationException("The file " + file + " is too large for a configuration.");
            }
            return tree(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UnusableConfigurationException("There is no file " + file + ".");
        } catch (MalformedInputException e) {
            throw new UnusableConfigurationException("The file " + file + " is not UTF-8.");
        } catch (IOException e) {
            throw new UnusableConfigurationException(
                    "The file " + file + " cannot be read: " + TransferFormats.reason(e) + ".");
        }
    }

    private static JsonNode tree(Path file, String text) {
        try {
            return new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().replaceAll("\\s+", " ");
            JsonLocation place = e.getLocation();
            String where = (place == null ? "" : ", see line " + place.getLineNr()) + ": " + reason;
            throw new UnusableConfigurationException("The file " + file + " is not TOML"
                    + (reason.contains(DUPLICATE) ? secondOfTwo(text).orElse(where) : where));
        }
    }

    /** Where a key is there once more. The parser says only that there is one, and has read on to the next line by then. */
    private static Optional<String> secondOfTwo(String text) {
        List<String> lines = text.lines().toList();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (key.lookingAt() && !keys.add(key.group(1))) {
                return Optional.of(", see line " + (i + 1) + ": '" + key.group(1) + "' is there twice. Leave one out.");
            }
        }
        return Optional.empty();
    }

    private static String text(Path file, Setting setting, JsonNode value) {
        if (setting.isSecret()) {
            throw new UnusableConfigurationException("'" + setting.key() + "' is a secret, which " + file
                    + " must not hold: put it into a file of its own, and name that with " + setting.key()
                    + "-file, or use the variable " + setting.variable() + ".");
        }
        Class<?> type = setting.option().type();
        if (type == boolean.class) {
            return required(value.isBoolean(), file, setting, "true or false", value.asText());
        }
        if (type == int.class || type == Integer.class) {
            return required(value.isIntegralNumber(), file, setting, "a whole number", value.asText());
        }
        if (type == String.class && value.isArray()) {
            boolean areTexts = StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
            return required(areTexts, file, setting, "a list of texts", join(value));
        }
        return required(value.isTextual(), file, setting, "a text in quotes", value.asText());
    }

    private static String join(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    private static String required(boolean isRight, Path file, Setting setting, String expected, String text) {
        if (!isRight) {
            throw new UnusableConfigurationException(
                    "'" + setting.key() + "' in " + file + " must be " + expected + ".");
        }
        return text;
    }

    /** The text of a setting, as it would stand on the command line; empty if the file does not have it. */
    Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting.key()));
    }

    /** The file itself. */
    Optional<Path> file() {
        return file;
    }
}
