can-i mit gpl-3.0 stability-community --do fine-tune,ship-weights --purpose commercial --revenue 2M --format table
