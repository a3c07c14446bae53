can-i llama3.1 hunyuan3d-2.0-community --do run,host --serving US --users-at-release 2M --format concise
