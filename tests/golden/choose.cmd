choose --do fine-tune,host --users 800M --users-at-release 800M --revenue 2M --based-in DE --purpose commercial --modality multimodal --party company --format table
