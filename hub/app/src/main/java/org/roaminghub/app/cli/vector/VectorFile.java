package org.roaminghub.app.cli.vector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file with one vector or many. */
final class VectorFile {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int UNREADABLE = 2;

    private static final long MAX_BYTES = 64L << 20;
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private VectorFile() {}

    /** What is done with a file; true when all that was expected was found. */
    interface Work {
        boolean with(JsonNode file) throws IOException;
    }

    /** The exit status; what can't be read is said in one line. */
    static int run(Path file, PrintWriter err, Work work) {
        try {
            return work.with(read(file)) ? PASSED : FAILED;
        } catch (IOException e) {
            err.println("can't read " + file + ": " + e.getMessage());
        } catch (JacksonException e) {
            err.println(file + " is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            err.println(file + ": " + e.getMessage());
        }
        return UNREADABLE;
    }

    static JsonNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it is larger than " + MAX_BYTES + " bytes");
        }
        return JSON.readTree(Files.readAllBytes(file));
    }

    /** Those under {@code list}, those of an array, or the whole as the only one. */
    static List<JsonNode> vectors(JsonNode file, String list) {
        if (file.path(list).isArray()) {
            return file.get(list).valueStream().toList();
        }
        return file.isArray() ? file.valueStream().toList() : List.of(file);
    }

    static String id(JsonNode vector) {
        String id = Shape.optional(vector, "id");
        return id == null ? "-" : id;
    }

    /** Whatever goes wrong with one vector is said with its id. */
    static IllegalArgumentException in(JsonNode vector, RuntimeException e) {
        return new IllegalArgumentException(id(vector) + ": " + e.getMessage(), e);
    }

    /** RFC 7396: members of the patch replace, null removes, objects are merged. */
    static JsonNode patched(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.isMissingNode() ? target : patch;
        }
        ObjectNode result = target.isObject() ? (ObjectNode) target.deepCopy() : JSON.createObjectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), patched(result.path(member.getKey()), member.getValue()));
            }
        });
        return result;
    }
}
