import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks each PDF that a line of input names against the standards of the command: VeraCheck STANDARD...
 *  What it says of one ends with an empty line. To start takes longer than to check. */
public class VeraCheck {

    public static void main(String[] standards) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = input.readLine(); file != null; file = input.readLine()) {
            for (String standard : standards) {
                check(file, PDFAFlavour.byFlavourId(standard));
            }
            System.out.println();
        }
    }

    private static void check(String file, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + standard.getId());
            brokenRules(result).forEach((rule, count) -> System.out.println("  " + count + "x " + rule));
        }
    }

    private static Map<String, Integer> brokenRules(ValidationResult result) {
        Map<String, Integer> rules = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                rules.merge(rule + " " + assertion.getMessage(), 1, Integer::sum);
            }
        }
        return rules;
    }
}
