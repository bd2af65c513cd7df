import java.io.FileInputStream;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;

/** Prints, for each file, the rules of PDF/UA-1 that it breaks, with the first place of each. */
public class CheckUa {
    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        var rules = CheckUa.class.getResourceAsStream("/org/verapdf/pdfa/validation/PDFUA-1.xml");
        var profile = Profiles.profileFromXml(rules);
        var flavour = PDFAFlavour.byFlavourId("ua1");
        var broken = false;
        for (var file : files) {
            try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
                var result = Foundries.defaultInstance()
                    .createValidator(profile, 1_000_000, false, true, false).validate(parser);
                System.out.println(file + ": " + (result.isCompliant() ? "passes" : "falls short"));
                broken |= !result.isCompliant();
                var places = new TreeMap<String, String>();
                for (var found : result.getTestAssertions()) {
                    if (found.getStatus() == TestAssertion.Status.FAILED) {
                        var rule = found.getRuleId();
                        places.putIfAbsent(rule.getClause() + " test " + rule.getTestNumber(),
                            found.getMessage() + " at " + found.getLocation().getContext());
                    }
                }
                places.forEach((rule, place) -> System.out.println("  " + rule + ": " + place));
            }
        }
        System.exit(broken ? 1 : 0);
    }
}
