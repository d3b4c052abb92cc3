"""Templates: headquarters' own form of the report: a workbook with named places, filled without touching its look."""
