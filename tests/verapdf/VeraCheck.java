import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks one PDF against the standards named: VeraCheck FILE STANDARD... Exit code 1 when it breaks one. */
public class VeraCheck {

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (int i = 1; i < arguments.length; i++) {
            sound &= meets(arguments[0], PDFAFlavour.byFlavourId(arguments[i]));
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean meets(String file, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + standard.getId());
            brokenRules(result).forEach((rule, count) -> System.out.println("  " + count + "x " + rule));
            return result.isCompliant();
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
