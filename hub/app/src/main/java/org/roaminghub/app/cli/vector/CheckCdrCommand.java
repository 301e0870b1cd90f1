package org.roaminghub.app.cli.vector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaminghub.settlement.validation.CdrContext;
import org.roaminghub.settlement.validation.CdrValidation;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The clearing house's rules over CDRs in a file. */
@Command(
        name = "check-cdr",
        mixinStandardHelpOptions = true,
        description = "Checks CDRs in a file by the clearing house's rules, with no hub running.",
        footer = {
            "",
            "FILE: one CDR (OCPI 2.3.0), {\"cdr\", \"context\", \"expect\"}, or a file of vectors: \"base_cdr\" and",
            "\"base_context\" (or \"base\": another file), and \"cases\" with \"patch\", \"context_patch\" (RFC 7396), \"expect\".",
            "Where codes are expected they must be found; where none are, nothing may refuse or hold the CDR.",
            "A \"match_rule\" with the word «exactly» allows no other finding.",
            "Exit status: 0 as expected (without «expect»: nothing refuses or holds it), 1 not, 2 the file can't be read."
        })
public final class CheckCdrCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "JSON.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path path = Objects.requireNonNull(file);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int status = VectorFile.run(path, err, vectors -> check(path, vectors, out));
        out.flush();
        err.flush();
        return status;
    }

    private boolean check(Path path, JsonNode vectors, PrintWriter out) throws IOException {
        JsonNode base = vectors.has("base")
                ? VectorFile.read(path.resolveSibling(vectors.get("base").asString()))
                : vectors;
        boolean exact = vectors.path("match_rule").asString("").contains("exactly");
        int failed = 0;
        List<JsonNode> cases = VectorFile.vectors(vectors, "cases");
        for (JsonNode one : cases) {
            List<Finding> found;
            try {
                found = findings(one, base);
            } catch (IllegalArgumentException e) {
                throw VectorFile.in(one, e);
            }
            boolean passed = passes(one, found, exact);
            failed += passed ? 0 : 1;
            print(one, found, passed, out);
        }
        if (!json) {
            out.println(cases.size() - failed + " of " + cases.size() + " as expected");
        }
        return failed == 0;
    }

    private static List<Finding> findings(JsonNode one, JsonNode base) {
        if (!base.has("base_cdr")) {
            ChargeDetailRecord cdr = CdrShape.cdr(one.has("cdr") ? one.get("cdr") : one);
            return CdrValidation.check(cdr, ContextShape.context(one.path("context"), cdr));
        }
        ChargeDetailRecord unpatched = CdrShape.cdr(base.get("base_cdr"));
        ChargeDetailRecord cdr = CdrShape.cdr(VectorFile.patched(base.get("base_cdr"), one.path("patch")));
        JsonNode context = VectorFile.patched(base.path("base_context"), one.path("context_patch"));
        CdrContext around = ContextShape.context(context, unpatched);
        return CdrValidation.check(cdr, around);
    }

    private static boolean passes(JsonNode one, List<Finding> found, boolean exact) {
        List<String> expected =
                Shape.list(one, "expect").map(JsonNode::asString).sorted().toList();
        List<String> codes =
                found.stream().map(Finding::rule).distinct().sorted().toList();
        if (exact) {
            return codes.equals(expected);
        }
        return expected.isEmpty() ? found.stream().noneMatch(CheckCdrCommand::stops) : codes.containsAll(expected);
    }

    private static boolean stops(Finding finding) {
        return finding.severity() == Finding.Severity.E || finding.severity() == Finding.Severity.H;
    }

    private void print(JsonNode one, List<Finding> found, boolean passed, PrintWriter out) {
        if (json) {
            ObjectNode line = VectorFile.JSON.createObjectNode().put("id", VectorFile.id(one));
            line.put("passed", passed);
            line.set("findings", VectorFile.JSON.valueToTree(found));
            out.println(line);
            return;
        }
        out.println((passed ? "pass  " : "FAIL  ") + VectorFile.id(one));
        for (Finding finding : found) {
            out.println("      %s %-24s %s (limit: %s)"
                    .formatted(
                            finding.severity(), finding.rule(), String.join(", ", finding.values()), finding.limit()));
        }
        if (!passed) {
            out.println("      expected: " + one.path("expect"));
        }
    }
}
